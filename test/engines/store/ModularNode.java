import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;

/** One node of Elasticsearch 8 on loopback: its transport is a module in its home. Ends when its standard input does. */
public final class ModularNode {

  public static void main(String[] arguments) throws Exception {
    LogConfigurator.configureESLogging();
    Settings settings = Settings.builder()
        .put("path.home", arguments[0])
        .put("cluster.name", "multi-engine-test")
        .put("node.name", "only")
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.port", arguments[1])
        .put("transport.port", "0")
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "only");
    Node node = new Node(environment).start();
    System.out.println("started");
    while (System.in.read() != -1) { }
    node.close();
    System.exit(0);
  }
}
