/** The compiled dense kernels, put in place by the build. */
declare module '*?compiled-kernels' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
