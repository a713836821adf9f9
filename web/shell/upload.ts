import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Language } from '../../src/kernel/refusal.js'
import { Problem, type Realm } from './api.js'
import { useLanguage } from './language.js'
import { useSession } from './session.js'

interface Sender {
  readonly realm: Realm
  readonly csrf: string
  readonly language: Language
}

interface Parcel {
  readonly path: string
  readonly form: FormData
}

/**
 * 上传，看得见进度。A large file is only begun by it: then the page of its progress is opened. `progress` is the share sent, 0 to 1; at 1 the server is reading the file. Undefined
 * when idle.
 */
export function useUpload<T>(onDone: (answer: T) => void) {
  const { who } = useSession()
  const { language } = useLanguage()
  const [progress, setProgress] = useState<number>()
  const navigate = useNavigate()
  const sending = useMutation<Sent<T>, Problem, Parcel>({
    mutationFn: (parcel) =>
      sendForm<T>(parcel, { realm: who?.realm ?? 'citizen', csrf: who?.csrf ?? '', language }, setProgress),
    onSuccess: (sent) => {
      if (sent.job === undefined) onDone(sent.answer)
      else navigate(`${who?.realm === 'staff' ? '' : '/employer'}/imports/${sent.job}`)
    },
    onSettled: () => setProgress(undefined),
  })
  return { progress, send: sending.mutate, error: sending.error, reset: sending.reset }
}

/** The answer, or the job that reads the file. */
type Sent<T> = { readonly answer: T; readonly job?: undefined } | { readonly job: string }

/** fetch tells nothing of what has been sent; the older interface does. */
function sendForm<T>({ path, form }: Parcel, sender: Sender, onProgress: (sent: number) => void): Promise<Sent<T>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', sender.language === 'zh' ? 'zh-CN' : 'en')
    request.setRequestHeader('x-quanyi-realm', sender.realm)
    request.setRequestHeader('x-quanyi-csrf', sender.csrf)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onload = () => {
      if (request.status === 202) resolve({ job: (request.response as { id: string }).id })
      else if (request.status < 300) resolve({ answer: request.response as T })
      else reject(problemOf(request.response, request.status))
    }
    request.onerror = () => reject(new Problem('unreachable', '', 0))
    onProgress(0)
    request.send(form)
  })
}

function problemOf(told: unknown, status: number): Problem {
  const { code, message, facts } = (told ?? {}) as Record<string, unknown>
  if (typeof code !== 'string' || typeof message !== 'string') return new Problem('defect', '', status)
  return new Problem(code, message, status, (facts ?? {}) as Record<string, unknown>)
}
