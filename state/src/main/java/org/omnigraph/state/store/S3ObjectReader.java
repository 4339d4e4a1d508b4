package org.omnigraph.state.store;

import java.io.IOException;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Reads ranges of one object, a block at a time, and keeps the last block: readers of data files ask for many small
/// pieces that lie together.
final class S3ObjectReader implements ObjectReader {
    private static final int BLOCK_BYTES = 1 << 20;

    private final S3Client client;
    private final S3Retry retry;
    private final String bucket;
    private final String key;
    private final long size;
    private byte[] block = new byte[0];
    private long blockStart;

    S3ObjectReader(S3Client client, S3Retry retry, String bucket, String key, long size) {
        this.client = client;
        this.retry = retry;
        this.bucket = bucket;
        this.key = key;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (position < blockStart || position >= blockStart + block.length) {
            int wanted = (int) Math.min(size - position, Math.max(length, BLOCK_BYTES));
            block = fetch(position, wanted);
            blockStart = position;
        }
        int from = (int) (position - blockStart);
        int count = Math.min(length, block.length - from);
        System.arraycopy(block, from, target, offset, count);
        return count;
    }

    @Override
    public void close() {
        block = new byte[0];
    }

    private byte[] fetch(long from, int length) {
        String location = "s3://" + bucket + "/" + key;
        String range = "bytes=" + from + "-" + (from + length - 1);
        return retry.repeatable(location, () -> fetchOnce(range, length), () -> {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR, location, "the object was deleted while it was read");
        });
    }

    private byte[] fetchOnce(String range, int length) {
        try (ResponseInputStream<GetObjectResponse> body =
                client.getObject(request -> request.bucket(bucket).key(key).range(range))) {
            byte[] bytes = body.readNBytes(length);
            if (bytes.length != length) {
                throw SdkClientException.create("the body ended after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw SdkClientException.create("the body could not be read", e);
        }
    }
}
