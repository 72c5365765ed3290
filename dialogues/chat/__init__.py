"""What is understood anywhere: each a step of the chat, above the learner's place."""
