"""The commands that ask how something is used, place by place: typical lines, parts, time, senses."""
