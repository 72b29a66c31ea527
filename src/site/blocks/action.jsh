try (Progress read = action("Read the files")) {
  read.say("a.csv");
  read.complete();
}
