package com.example.portal;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;

/** An app of this portal. */
public final class Welcome {
  private Welcome() {}

  /** Says good morning. */
  @App(name = "Welcome", description = "Greets somebody by name.")
  public static void welcome(String name) {
    markdown(Greeting.to(name));
  }
}
