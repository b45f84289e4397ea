"""Files of a council: kept with the row at first, then in S3 or a folder."""
