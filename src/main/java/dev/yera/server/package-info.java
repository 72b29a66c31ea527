/**
 * Workarounds for differences between application servers, one file for each quirk. Everything else
 * works as specified. May depend on the JDK and Jakarta EE only.
 *
 * <table>
 * <caption>The quirks, the servers they were seen on, and the test that fails without the file</caption>
 * <tr><th>file</th><th>server</th><th>symptom without it</th><th>test</th></tr>
 * <tr><td>{@link dev.yera.server.EagerClasses}</td><td>Payara Micro 6.2025</td><td>the files of an application are removed while it is being stopped: a class first needed then is not found, and viewers get no exit event</td><td>{@code ServerEndIT}</td></tr>
 * <tr><td>{@link dev.yera.server.StopSignals}</td><td>Payara Micro 6.2025</td><td>the application is off the network before it is notified of the stop: clients get the container's own 503 and 404</td><td>{@code ServerEndIT}</td></tr>
 * <tr><td>{@link dev.yera.server.Farewell}, which calls an {@link
 * dev.yera.server.ApplicationEnd}</td><td>all; Payara Micro 6.2025 skips the end of an application once in twenty</td><td>streams are cut before the exit event</td><td>{@code
 * ServerEndIT}</td></tr>
 * <tr><td>{@link dev.yera.server.Dispatching}</td><td>Payara 6.2025</td><td>a request that is dispatched again while its first thread leaves may never go on</td><td>{@code
 * DispatchingTest}</td></tr>
 * <tr><td>the same</td><td>Open Liberty 26</td><td>a request that is dispatched again may be answered by an empty 200</td><td>{@code InputIT}</td></tr>
 * <tr><td>{@link dev.yera.server.GrizzlyTargets}</td><td>Payara 6.2025 (Grizzly 4)</td><td>an undecodable path is 200 without a body, and a stack trace in the log; with {@code Upgrade} an answer has no type and no length</td><td>{@code
 * HostilePathIT}</td></tr>
 * <tr><td>{@link dev.yera.server.GrizzlyHeads}</td><td>Payara 6.2025 (Grizzly 4)</td><td>a head that comes by the byte may take for ever</td><td>{@code
 * SlowBodiesIT}</td></tr>
 * <tr><td>{@code GrizzlyProbes}</td><td>Payara 6.2025 (Grizzly 4)</td><td>the two above know nothing of a request before it is served</td><td>{@code
 * HostilePathIT}, {@code SlowBodiesIT}</td></tr>
 * <tr><td>{@link dev.yera.server.ClientTraces}</td><td>Payara 6.2025</td><td>each client that leaves early, or sends what is no HTTP, writes a stack trace to the log</td><td>{@code
 * SlowBodiesIT}</td></tr>
 * <tr><td>{@link dev.yera.server.JerseySink}, with {@code FrameBlock} and {@link
 * dev.yera.server.FrameBlockWriter}</td><td>Jersey 3 (Payara, GlassFish)</td><td>a write and a flush
 * for each event, and a queue without a limit in each sink</td><td>{@code StuckViewersIT}</td></tr>
 * <tr><td>{@link dev.yera.server.ResteasyStream}</td><td>RESTEasy 6 (WildFly, Open Liberty)</td><td>a write and a flush for each event, no {@code retry}, and a thread for ever for each client that does not read</td><td>{@code StreamIT}, {@code SharedStreamIT}</td></tr>
 * <tr><td>{@link dev.yera.server.UnreadBodies}</td><td>Undertow 2 (WildFly 39)</td><td>who still sends
 * a body that is too large gets a reset, in place of 413</td><td>{@code HttpTableIT}</td></tr>
 * <tr><td>{@link dev.yera.server.PlainFiles}</td><td>Open Liberty</td><td>no named servlet serves
 * files: no script and no style of the page</td><td>{@code LoopbackNamesIT}</td></tr>
 * <tr><td>{@link dev.yera.server.LibertyGroups}, {@link dev.yera.server.WildFlyGroups}</td><td>Open Liberty 26; WildFly 39</td><td>with
 * {@code yera.auth=container} nobody is in any group</td><td>{@code ContainerLoginIT}</td></tr>
 * <tr><td>{@link dev.yera.server.Listening}</td><td>all: Jakarta EE does not tell the addresses on which a server listens</td><td>nameless sessions are listed to the network</td><td>{@code
 * ListeningTest}</td></tr>
 * <tr><td>{@link dev.yera.server.OwnSockets}</td><td>all, likewise</td><td>a server cannot call itself, to warm up</td><td>{@code
 * OwnSocketsTest}</td></tr>
 * <tr><td>{@code ListeningSocket}</td><td>all, likewise</td><td>the two above know nothing</td><td>{@code
 * ListeningTest}, {@code OwnSocketsTest}</td></tr>
 * <tr><td>{@link dev.yera.server.MachineTrust}</td><td>Payara Micro 6.2025</td><td>the JDK's trusted certificates are replaced: libraries of apps cannot be fetched from a company's mirror</td><td>{@code
 * MachineTrustTest}</td></tr>
 * </table>
 */
package dev.yera.server;
