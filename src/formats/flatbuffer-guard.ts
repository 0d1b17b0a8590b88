import { ByteBuffer } from 'flatbuffers';

const lengthOf = ByteBuffer.prototype.__vector_len;

/**
 * Lets the flatbuffers that Arrow reads its messages with refuse lists longer than their message. A few
 * changed bytes otherwise make a list of two thousand million entries, over which the reader loops for
 * hours without an error.
 */
export function guardFlatbuffers(): void {
  ByteBuffer.prototype.__vector_len = function (this: ByteBuffer, offset: number): number {
    const length = lengthOf.call(this, offset);
    if (length < 0 || length > this.capacity())
      throw new RangeError(`invalid list; longer than its message: ${length}`);
    return length;
  };
}
