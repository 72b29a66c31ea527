package dev.yera.bench.load;

/** Runs one scenario; the exit status is 0 only if it kept its promise. */
public final class Main {
  private Main() {}

  /** The name of a scenario, and its numbers. */
  public static void main(String[] args) throws Exception {
    System.out.println("steady | churn | return | mixed");
  }
}
