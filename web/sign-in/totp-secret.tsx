import { encode } from 'uqr'
import { useLanguage } from '../shell/language.js'
import { ACTIVATION } from './activation-words.js'

/** 动态口令密钥，仅此一次。 */
export function TotpSecret({ uri }: { readonly uri: string }) {
  const { say } = useLanguage()
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const { data, size } = encode(uri, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <section className="card totp">
      <h2>{say(ACTIVATION.totpTitle)}</h2>
      <p>{say(ACTIVATION.totpHint)}</p>
      <svg viewBox={`0 0 ${size} ${size}`} width="220" height="220" role="img" aria-label={say(ACTIVATION.totpQr)}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <p>
        {say(ACTIVATION.totpSecret)} <code>{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      </p>
    </section>
  )
}
