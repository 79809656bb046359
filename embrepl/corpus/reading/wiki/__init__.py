"""Dumps of wikis that run on MediaWiki, such as Wikipedia: the pages of a dump, and their text without its markup."""
