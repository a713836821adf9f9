import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SmsGateway } from '../channels/sms-gateway-port.js'

/** 短信写成文件：one file a message, named by our id, so that a message handed over twice is still one. */
export function smsFiles(folder: string): SmsGateway {
  return {
    name: 'files',
    knowsRepeats: true,
    hand: async ({ messageId, number, text }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        await writeFile(join(folder, `${messageId}.txt`), `${number}\n${text}\n`, { flag: 'wx', mode: 0o600 })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          return { kind: 'busy', why: 'the folder cannot be written' }
      }
      return { kind: 'taken', gatewayId: messageId }
    },
    close: async () => undefined,
  }
}
