String size = buttons("Which size?", "S", "M", "L");
