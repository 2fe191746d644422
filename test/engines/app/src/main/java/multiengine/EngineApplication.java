package multiengine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** A plain engine with its REST API; application.yaml names the properties by which the processes differ. */
@SpringBootApplication
public class EngineApplication {

  @Value("${engine.meter-interval}")
  private int meterInterval;

  public static void main(String[] arguments) throws InterruptedException {
    var commands = Commands.read(System.in);
    var application = SpringApplication.run(EngineApplication.class, arguments);
    commands.obey(application.getBean(FurtherEngines.class));
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

  /** The same engines at a second port, where nobody is asked for a login. */
  @Bean
  @ConditionalOnExpression("${engine.open-port} > 0")
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> openPort(@Value("${engine.open-port}") int port) {
    return factory -> {
      var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
      connector.setPort(port);
      connector.setProperty("address", "127.0.0.1");
      factory.addAdditionalTomcatConnectors(connector);
    };
  }

  @Bean
  @ConditionalOnProperty("engine.basic-auth")
  FilterRegistrationBean<?> basicAuthentication(@Value("${engine.open-port}") int openPort) {
    var filter = new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter() {
      @Override
      public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
          throws IOException, ServletException {
        if (request.getLocalPort() == openPort) {
          chain.doFilter(request, response);
        } else {
          super.doFilter(request, response, chain);
        }
      }
    });
    filter.addUrlPatterns("/engine-rest/*");
    filter.addInitParameter("authentication-provider", HttpBasicAuthenticationProvider.class.getName());
    filter.setAsyncSupported(true);
    return filter;
  }
}
