"""From raw tables to the entities of a day."""
