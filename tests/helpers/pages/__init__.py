"""What tests of pages share: a browser that watches, and maps to be looked at."""
