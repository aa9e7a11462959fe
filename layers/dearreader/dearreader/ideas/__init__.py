"""The board of ideas: what readers ask for, who asked, and what became of it.

Items of the Ideas table: ideas under pk `idea`; an idea's votes under `idea#ID`, by reader; what
the writer did to it under `act#ID`; which ideas a word is in under `term#WORD`; a wording that was
split off under `wording`; replies under `reply`; what is one reader's under `reader#ID`.
"""

from dearreader.ideas.model import LONGEST, Idea, Vote
from dearreader.ideas.replies import KeptReplies, KeptReply
from dearreader.ideas.store import Ideas

__all__ = ["LONGEST", "Idea", "Ideas", "KeptReplies", "KeptReply", "Vote"]
