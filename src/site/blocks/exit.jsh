exit(3, "There is no data today");
