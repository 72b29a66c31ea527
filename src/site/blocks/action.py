with action("Read the files") as read:
    read.say("a.csv")
