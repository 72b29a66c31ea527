package dev.yera.app;

import java.io.Serializable;

/**
 * An app by reference: {@code Echo::echo}, checked by the compiler. There is one interface for each
 * number of parameters, with and without a return value.
 */
public interface AppRef extends Serializable {
  /** An app without parameters. */
  interface Run0<X extends Exception> extends AppRef {
    /** Runs the app. */
    void run() throws X;
  }

  /** An app with one parameter. */
  interface Run1<A, X extends Exception> extends AppRef {
    /** Runs the app. */
    void run(A a) throws X;
  }

  /** An app with two parameters. */
  interface Run2<A, B, X extends Exception> extends AppRef {
    /** Runs the app. */
    void run(A a, B b) throws X;
  }

  /** An app with three parameters. */
  interface Run3<A, B, C, X extends Exception> extends AppRef {
    /** Runs the app. */
    void run(A a, B b, C c) throws X;
  }

  /** An app without parameters and with a return value. */
  interface Call0<R, X extends Exception> extends AppRef {
    /** Runs the app. */
    R call() throws X;
  }

  /** An app with one parameter and a return value. */
  interface Call1<A, R, X extends Exception> extends AppRef {
    /** Runs the app. */
    R call(A a) throws X;
  }

  /** An app with two parameters and a return value. */
  interface Call2<A, B, R, X extends Exception> extends AppRef {
    /** Runs the app. */
    R call(A a, B b) throws X;
  }

  /** An app with three parameters and a return value. */
  interface Call3<A, B, C, R, X extends Exception> extends AppRef {
    /** Runs the app. */
    R call(A a, B b, C c) throws X;
  }
}
