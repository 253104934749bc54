"""The week of a torg to look at: as text, as a drawing, and as a page."""

from innbyggertorg.picture.making import week_picture
from innbyggertorg.picture.values import Block, ConflictNote, DayShown, RoomShown
from innbyggertorg.picture.week import WeekPicture

__all__ = ["Block", "ConflictNote", "DayShown", "RoomShown", "WeekPicture", "week_picture"]
