import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { SEALED_FORM } from '../../src/statistics/extract-contract.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import './statistics.css'
import { EXTRACT } from './words.js'

/** 在本机启封：file and password stay on this machine. */
export function OpenSealed() {
  const { say } = useLanguage()
  const [file, setFile] = useState<File>()
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState(false)
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (file === undefined) return
    const plain = await opened(await file.arrayBuffer(), password)
    setWrong(plain === undefined)
    if (plain !== undefined) saveFile(new Blob([plain]), nameWithin(file.name))
  }
  return (
    <details>
      <summary>{say(EXTRACT.open)}</summary>
      <p>
        {say(EXTRACT.openLead)} <small>{say(SEALED_FORM)}</small>
      </p>
      {wrong && <p role="alert">{say(EXTRACT.wrong)}</p>}
      <form className="statistic-form" onSubmit={(event) => void open(event)}>
        <label>
          {say(EXTRACT.file)}
          <input type="file" required accept=".qyx" onChange={({ target }) => setFile(target.files?.[0])} />
        </label>
        <label>
          {say(EXTRACT.password)}
          <Input.Password autoComplete="off" value={password} onChange={({ target }) => setPassword(target.value)} />
        </label>
        <Button htmlType="submit" disabled={file === undefined || password === ''}>
          {say(EXTRACT.open)}
        </Button>
      </form>
    </details>
  )
}

/** An extract is a table in text; an export says itself what it is. */
function nameWithin(sealed: string): string {
  const name = sealed.replace(/\.qyx$/, '')
  return /\.(csv|xlsx)$/.test(name) ? name : `${name}.csv`
}

const [MAGIC, SALT, NONCE, ROUNDS] = ['QYX1', 16, 12, 600_000] as const

/** As SEALED_FORM says; nothing where the password is not the one. */
async function opened(bytes: ArrayBuffer, password: string): Promise<ArrayBuffer | undefined> {
  const text = new TextDecoder('latin1').decode(bytes.slice(0, MAGIC.length))
  if (text !== MAGIC) return undefined
  const from = MAGIC.length + SALT
  const [salt, iv] = [bytes.slice(MAGIC.length, from), bytes.slice(from, from + NONCE)]
  const said = new TextEncoder().encode(password.normalize('NFC'))
  const base = await crypto.subtle.importKey('raw', said, 'PBKDF2', false, ['deriveKey'])
  const terms = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  const key = await crypto.subtle.deriveKey(terms, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt'])
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(from + NONCE)).catch(() => undefined)
}
