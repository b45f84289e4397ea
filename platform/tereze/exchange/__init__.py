"""What services hand to each other: facts, offers, events, figures, panels, finders."""
