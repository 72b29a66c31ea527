notice("The disk is nearly full.", Level.WARNING);
