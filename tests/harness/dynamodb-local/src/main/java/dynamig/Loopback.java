package dynamig;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * Starts DynamoDB Local on 127.0.0.1 only: by itself it listens on every interface, and has no option for it.
 *
 * <p>Takes the arguments of DynamoDB Local; {@code -port 0} takes a free port. Prints {@code listening on
 * http://127.0.0.1:PORT} once it answers. Ends when its standard input ends, so that it never outlives the process that
 * started it.
 */
public final class Loopback {
    public static void main(String[] arguments) throws Exception {
        DynamoDBProxyServer proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
        ServerConnector connector = bindToLoopback(proxy);
        if (!List.of(arguments).contains("-port")) {
            connector.setPort(0);
        }
        endWithStandardInput();
        proxy.start();
        System.out.println("listening on http://127.0.0.1:" + connector.getLocalPort());
        System.out.flush();
        proxy.join();
    }

    private static ServerConnector bindToLoopback(DynamoDBProxyServer proxy) throws ReflectiveOperationException {
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        Connector[] connectors = ((Server) field.get(proxy)).getConnectors();
        if (connectors.length != 1 || !(connectors[0] instanceof ServerConnector connector)) {
            throw new IllegalStateException("DynamoDB Local no longer has exactly one server connector");
        }
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() != -1) {}
            } catch (IOException ended) {
                // A broken standard input is an ended one.
            }
            Runtime.getRuntime().halt(0);
        }, "end with standard input");
        watch.setDaemon(true);
        watch.start();
    }

    private Loopback() {}
}
