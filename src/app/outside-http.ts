import type { OutsideAnswer, OutsideCheck } from '../exchange/outside.js'

/** 对方的地址与凭据。 */
export interface OutsidePlace {
  readonly url: string
  readonly token?: string | undefined
  /** 等候的毫秒数。 */
  readonly patienceMs: () => number
}

const MOST_BYTES = 4096

/**
 * 联网核查，经 HTTP（docs/exchange.md）。POST {url}/identity and {url}/credit-code. Whatever is not one of the answers the
 * contract knows, in time and in size, is no answer.
 */
export function outsideByHttp(place: OutsidePlace): OutsideCheck {
  return {
    askIdentity: (asked) => ask(place, 'identity', asked),
    askCreditCode: (asked) => ask(place, 'credit-code', asked),
  }
}

async function ask({ url, token, patienceMs }: OutsidePlace, what: string, body: object): Promise<OutsideAnswer> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/${what}`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs()),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    if (response.status !== 200) return unavailable(`status ${response.status}`)
    return answerOf(JSON.parse(await limitedText(response)) as unknown)
  } catch (error) {
    return unavailable(error instanceof Error ? error.name : 'error')
  }
}

async function limitedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length
    if (size > MOST_BYTES) throw new RangeError('the answer is too long')
    parts.push(part as Uint8Array)
  }
  return Buffer.concat(parts).toString('utf8')
}

function answerOf(read: unknown): OutsideAnswer {
  const { answer, field } = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>
  if (answer === 'agrees' || answer === 'unknown') return { answer }
  if (answer === 'differs' && typeof field === 'string' && /^[A-Za-z]{1,40}$/.test(field)) return { answer, field }
  return unavailable('not an answer of the contract')
}

function unavailable(reason: string): OutsideAnswer {
  return { answer: 'unavailable', reason }
}
