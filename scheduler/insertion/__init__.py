"""The price of one change on a compiled day: what explaining, dispatching and planning again ask of it."""
