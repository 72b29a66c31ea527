/**
 * What one application server does otherwise than another, or than we need: one file for each
 * quirk, which names the server, the symptom and the test that fails without it. What nothing here
 * is known of works as the specification says. Knows the JDK and Jakarta EE only.
 *
 * <table>
 * <caption>The quirks</caption>
 * <tr><th>file</th><th>server</th><th>symptom without it</th><th>test</th></tr>
 * <tr><td>{@link dev.yera.server.Farewell}</td><td>all; Payara Micro 6 leaves applications out
 * now and then</td><td>viewers do not hear that the server stops</td><td>{@code ShutdownIT}</td></tr>
 * </table>
 */
package dev.yera.server;
