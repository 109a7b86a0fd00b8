/** Where the service is. The local one takes a while to prepare, so this may change. */
export type InferencePlace =
  | { state: 'off' }
  | { state: 'preparing'; detail: string }
  | { state: 'failed'; detail: string }
  | { state: 'there'; url: string; token: string }
