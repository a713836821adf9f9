import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { PasskeyAnswer, PasskeyMade, PasskeyOptions } from '../../src/access/security-contract.js'
import { ask, Problem } from './api.js'

/** 此处能否使用通行密钥：the browser must know them, and a bare address cannot be what one is bound to. */
export function canUsePasskeys(): boolean {
  return browserSupportsWebAuthn() && !/^[\d.]+$|:/.test(location.hostname)
}

/** 应答一个题目。What is not checked is not sent. Undefined when the person let it be. */
export async function answerPasskey(path: string): Promise<PasskeyAnswer | undefined> {
  const { options } = await ask<PasskeyOptions>(path, { method: 'POST', body: {} })
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const answered = await startAuthentication({ optionsJSON }).catch(leftBe)
  if (answered === undefined) return undefined
  const { id, response } = answered
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const handle = userHandle === undefined ? {} : { userHandle }
  return { id, response: { clientDataJSON, authenticatorData, signature, ...handle } }
}

/** 登记一个新的。 */
export async function makePasskey({ options }: PasskeyOptions): Promise<PasskeyMade | undefined> {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const made = await startRegistration({ optionsJSON }).catch(leftBe)
  if (made === undefined) return undefined
  const { clientDataJSON, attestationObject, transports = [] } = made.response
  return { id: made.id, response: { clientDataJSON, attestationObject, transports: [...transports] } }
}

/** Closing the browser's own window is no failure; everything else is told. */
function leftBe(error: unknown): undefined {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return undefined
  if (error instanceof Error && error.name === 'InvalidStateError') throw new Problem('passkey.known', KNOWN, 409)
  throw error
}

const KNOWN = '这台设备上已有本账户的通行密钥。This device has a passkey of this account already.'
