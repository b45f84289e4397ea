"""What the Kyrgyz and Russian languages ask of the words we print, sort, search and import."""
