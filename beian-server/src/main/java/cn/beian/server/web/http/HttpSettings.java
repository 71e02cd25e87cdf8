package cn.beian.server.web.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is read from the network.
 *
 * @param trustedProxies addresses or networks (10.0.0.7, 10.1.0.0/16) of reverse proxies whose
 *     X-Forwarded-For and X-Forwarded-Proto are believed; without one nobody's are
 * @param patience how long a sender may take before the slowest rate counts
 * @param slowest bytes per second below which a request is given up
 * @param slowestStrangersFile the same for a file of somebody without log-in
 * @param crowded bytes per second that a body of somebody without log-in has to bring after its
 *     first second while no place is free; the slowest below it makes room for another address
 * @param longestForm how long a form may take in all
 * @param longestFile how long a request with a file may take in all
 * @param longestStrangersFile the same for somebody without log-in
 * @param strangers how many requests of people without log-in are read at the same time
 * @param strangersPerAddress how many of them may come from one address (IPv6: one /64)
 * @param strangersFiles how many of them may carry a file; half of them, at least one, from one
 *     address
 * @param accounts how many requests of people who are logged in are read at the same time; with
 *     {@code strangers} less than the threads of the server (server.tomcat.threads.max)
 * @param perAccount how many of them may come from one account
 * @param accountsFiles how many more may carry a file
 * @param filesPerAccount how many of these may come from one account
 * @param spool how many bytes of files may lie in the temporary folder at the same time
 */
@ConfigurationProperties("beian.http")
public record HttpSettings(
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("4KB") DataSize slowest,
    @DefaultValue("16KB") DataSize slowestStrangersFile,
    @DefaultValue("24KB") DataSize crowded,
    @DefaultValue("1m") Duration longestForm,
    @DefaultValue("1h") Duration longestFile,
    @DefaultValue("15m") Duration longestStrangersFile,
    @DefaultValue("64") int strangers,
    @DefaultValue("16") int strangersPerAddress,
    @DefaultValue("4") int strangersFiles,
    @DefaultValue("48") int accounts,
    @DefaultValue("8") int perAccount,
    @DefaultValue("32") int accountsFiles,
    @DefaultValue("3") int filesPerAccount,
    @DefaultValue("8GB") DataSize spool) {
  public HttpSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
