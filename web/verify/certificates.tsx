import { Button } from 'antd'
import type { PaperCertificates } from '../../src/certificates/contract.js'
import { dayOfInstant, type Instant } from '../../src/kernel/day.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { FILE } from './file-words.js'

/** 签名证书：published, so that anybody can check a file in a reader of their own. */
export function Certificates() {
  const { say } = useLanguage()
  const { data } = useAsk<PaperCertificates>('/api/paper-certificates')
  if (data === undefined) return null
  return (
    <details className="card verify-card verify-certificates no-print">
      <summary>{say(FILE.certificates)}</summary>
      <p className="verify-lead">{say(FILE.certificatesLead)}</p>
      <ul>
        {data.certificates.map((one) => (
          <One key={one.fingerprint} one={one} />
        ))}
      </ul>
    </details>
  )
}

function One({ one }: { readonly one: PaperCertificates['certificates'][number] }) {
  const { say, language } = useLanguage()
  const save = () => {
    const blob = new Blob([one.pem], { type: 'application/x-pem-file' })
    saveFile(blob, `${one.fingerprint.replaceAll(':', '').slice(0, 16)}.pem`)
  }
  return (
    <li>
      <strong>{one.subject}</strong>
      <span>
        {say(one.current ? FILE.current : FILE.earlier)} ·{' '}
        {say(FILE.since, { day: dayText(dayOfInstant(one.since as Instant), language) })}
      </span>
      <code>{one.fingerprint}</code>
      <Button size="small" onClick={save}>
        {say(FILE.download)}
      </Button>
    </li>
  )
}
