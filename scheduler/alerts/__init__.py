"""Early warning, reached by people: the page, the tables and the words of the charts in ``models.people.warning``."""
