// The whole file is in memory while it is hashed, so that happens in a thread that ends with it.
addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await data.arrayBuffer())
    postMessage({ digest })
  } catch (error) {
    postMessage({ problem: error instanceof DOMException ? error.name : 'UnknownError' })
  }
})
