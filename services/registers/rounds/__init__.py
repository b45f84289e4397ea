"""The yearly round (чарба эсеби): opened, walked from house to house, compared with the last one, closed for ever."""
