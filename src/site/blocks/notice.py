notice("The disk is nearly full.", "warning")
