"""What the managers of a team get of all that was sent about one tool."""
