/** 交给网关的一条短信。 */
export interface OutgoingSms {
  /** Ours, the same at every try: a gateway that keeps what it took knows a repeat by it. */
  readonly messageId: string
  readonly number: string
  readonly text: string
}

/** 收到的短信。 */
export interface IncomingSms {
  readonly gatewayId: string
  readonly number: string
  readonly text: string
}

/** 网关说的结果：taken is final for us; busy is tried again; refused is not. */
export type Handed =
  | { readonly kind: 'taken'; readonly gatewayId?: string | undefined }
  | { readonly kind: 'busy'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

/** 短信网关的端口。What is thrown means that nobody knows whether it was taken: it is then never sent again by itself. */
export interface SmsGateway {
  readonly name: string
  /** A message it took before is taken for the same, by our id. */
  readonly knowsRepeats: boolean
  hand(message: OutgoingSms): Promise<Handed>
  /** What comes in, and what became of what went out. */
  listen?(told: {
    incoming(message: IncomingSms): Promise<void>
    delivered(gatewayId: string, ok: boolean): Promise<void>
  }): void
  close(): Promise<void>
}

/** 没有接网关：what is to be said waits, and the page says so. */
export const NO_GATEWAY: SmsGateway = {
  name: 'none',
  knowsRepeats: false,
  hand: async () => ({ kind: 'busy', why: 'no gateway' }),
  close: async () => undefined,
}
