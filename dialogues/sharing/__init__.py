"""What a learner sends to the managers of a team, and what those managers do with it."""
