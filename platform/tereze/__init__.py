"""What any council software needs, knowing nothing of residents or taxes."""
