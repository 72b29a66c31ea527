package com.example.portal;

/** What the portal says, in its pages and in its apps. */
final class Greeting {
  private Greeting() {}

  static String to(String name) {
    return "Good morning, " + name + ".";
  }
}
