package multiengine;

import java.io.IOException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A plain engine with its REST API; application.yaml names the properties by which the processes differ. */
@SpringBootApplication
public class EngineApplication {

  @Value("${engine.meter-interval}")
  private int meterInterval;

  public static void main(String[] arguments) {
    endWithParent();
    SpringApplication.run(EngineApplication.class, arguments);
  }

  /** Standard input is a pipe held by the test run: when that ends, however it ends, so does this process. */
  private static void endWithParent() {
    Thread watcher = new Thread(() -> {
      try {
        while (System.in.read() >= 0) { }
      } catch (IOException closed) {
        // the same as its end
      }
      System.exit(0);
    }, "end-with-parent");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The reporter exists after init and starts with the engine: only between the two can its interval be set. */
  @Bean
  AbstractProcessEnginePlugin meterInterval() {
    return new AbstractProcessEnginePlugin() {
      @Override
      public void postInit(ProcessEngineConfigurationImpl configuration) {
        if (meterInterval > 0) {
          configuration.getDbMetricsReporter().setReportingIntervalInSeconds(meterInterval);
        }
      }
    };
  }

  @Bean
  @ConditionalOnProperty("engine.basic-auth")
  FilterRegistrationBean<?> basicAuthentication() {
    var filter = new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
    filter.addUrlPatterns("/engine-rest/*");
    filter.addInitParameter("authentication-provider", HttpBasicAuthenticationProvider.class.getName());
    filter.setAsyncSupported(true);
    return filter;
  }

  @Bean
  ApplicationRunner versions(@Value("${engine.versions}") int versions, JdbcTemplate database) {
    return arguments -> new ManyVersions(database).write(versions);
  }
}
