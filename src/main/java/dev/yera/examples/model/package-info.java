/**
 * Examples that use a language model. In a jar of their own, which is read like one of the apps
 * folder: what they need is on no other app's class path. Must know nothing but the SDK.
 */
package dev.yera.examples.model;
