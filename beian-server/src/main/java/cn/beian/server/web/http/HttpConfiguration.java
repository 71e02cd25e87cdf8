package cn.beian.server.web.http;

import cn.beian.server.intake.FreeSpace;
import cn.beian.server.platform.BeianSettings;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the valves before Tomcat's pages and says where files lie while they come. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class HttpConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> beforeAllPages(
      BeianSettings beian, HttpSettings http, ObjectProvider<FreeSpace> space) {
    TrustedProxyValve proxies = new TrustedProxyValve(http.trustedProxies(), beian.publicUrl());
    return tomcat -> {
      tomcat.addEngineValves(proxies, new BodyMeterValve());
      tomcat.addContextCustomizers(
          context ->
              context
                  .getParent()
                  .getPipeline()
                  .addValve(new PlainErrorValve(failure -> space.getObject().ranOut(failure))));
      tomcat.addConnectorCustomizers(
          connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http11) {
              // nobody is asked to send what is then refused
              http11.setContinueResponseTiming("onRead");
            }
          });
    };
  }

  /** In the data folder, so that its disk is the one that is watched; emptied at each start. */
  @Bean
  MultipartConfigElement multipartConfig(BeianSettings beian, MultipartProperties properties)
      throws IOException {
    Path folder = Files.createDirectories(beian.dataDir().resolve("temp")).toAbsolutePath();
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
    properties.setLocation(folder.toString());
    return properties.createMultipartConfig();
  }
}
