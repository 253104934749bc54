"""iCalendar: feeds that every calendar program reads as the programme means them."""
