package cn.beian.inspect.android;

import cn.beian.inspect.Limits;

/** How the manifest, the resource table and the XML files of a package are written. */
enum Encoding {
  /** Chunks of {@code ResourceTypes.h}: in an APK. */
  BINARY {
    @Override
    XmlElement document(byte[] data, Limits limits) throws BrokenDataException {
      return BinaryXml.read(data, limits);
    }

    @Override
    ResourceTable table(byte[] data, Limits limits) throws BrokenDataException {
      return ResourceTable.read(data, limits);
    }
  },
  /** Messages of {@code Resources.proto}: in a bundle. */
  PROTO {
    @Override
    XmlElement document(byte[] data, Limits limits) throws BrokenDataException {
      return ProtoXml.read(data, limits);
    }

    @Override
    ResourceTable table(byte[] data, Limits limits) throws BrokenDataException {
      return ProtoTable.read(data, limits);
    }
  };

  /** An unnamed element that holds the root. */
  abstract XmlElement document(byte[] data, Limits limits) throws BrokenDataException;

  abstract ResourceTable table(byte[] data, Limits limits) throws BrokenDataException;
}
