"""What the computer gives: folders, files, packings, memory and processors; it knows neither texts nor vectors."""
