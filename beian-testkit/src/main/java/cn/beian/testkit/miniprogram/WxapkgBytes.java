package cn.beian.testkit.miniprogram;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Builds a package of a WeChat mini-program. */
public final class WxapkgBytes {
  private static final int HEAD_BYTES = 1_023;
  private static final int FIRST_ALIAS = 1_000_000;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private int aliases;

  /** Adds a file; names have a leading slash as WeChat writes them. */
  public WxapkgBytes file(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds names for the data of the file added last. */
  public WxapkgBytes again(int count) {
    aliases = count;
    return this;
  }

  private static String alias(int number) {
    return "/a" + (FIRST_ALIAS + number) + ".js";
  }

  /** The package as it is uploaded. */
  public byte[] plain() {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int indexBytes = 4 + files.keySet().stream().mapToInt(name -> utf8(name).length + 12).sum();
    indexBytes += aliases * (alias(0).length() + 12);
    try (DataOutputStream out = new DataOutputStream(index)) {
      out.writeByte(0xBE);
      out.writeInt(0);
      out.writeInt(indexBytes);
      out.writeInt(files.values().stream().mapToInt(bytes -> bytes.length).sum());
      out.writeByte(0xED);
      out.writeInt(files.size() + aliases);
      int last = 0;
      int lastBytes = 0;
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.writeInt(utf8(file.getKey()).length);
        out.write(utf8(file.getKey()));
        last = 14 + indexBytes + body.size();
        lastBytes = file.getValue().length;
        out.writeInt(last);
        out.writeInt(lastBytes);
        body.write(file.getValue());
      }
      for (int i = 0; i < aliases; i++) {
        byte[] name = utf8(alias(i));
        out.writeInt(name.length);
        out.write(name);
        out.writeInt(last);
        out.writeInt(lastBytes);
      }
      out.write(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return index.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The package in the form that WeChat for PC stores; it must have at least 1,023 bytes. */
  public byte[] wrapped(String appId) {
    byte[] plain = plain();
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(new PBEKeySpec(appId.toCharArray(), utf8("saltiest"), 1_000, 256))
              .getEncoded();
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(utf8("the iv: 16 bytes")));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(utf8("V1MMWX"));
      out.writeBytes(cipher.doFinal(Arrays.copyOf(plain, HEAD_BYTES)));
      for (int i = HEAD_BYTES; i < plain.length; i++) {
        out.write(plain[i] ^ appId.charAt(appId.length() - 2));
      }
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
