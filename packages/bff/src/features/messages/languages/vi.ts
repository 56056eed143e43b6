import type { MailWords } from './mail-words.ts';

export const vi: MailWords = {
  locale: 'vi',
  dir: 'ltr',
  title: {
    confirmation: 'Quý vị đã đặt hẹn xong',
    'video-link': 'Đường liên kết video cho cuộc hẹn của quý vị',
    moved: 'Cuộc hẹn của quý vị đã được chuyển',
    cancellation: 'Cuộc hẹn của quý vị đã bị hủy',
    'not-confirmed': 'Chúng tôi không xác nhận được cuộc hẹn của quý vị',
  },
  hello: (name) => `Xin chào ${name},`,
  when: 'Khi nào',
  withWhom: 'Gặp',
  number: 'Số',
  byVideo: 'Qua video',
  fromTo: (start, end) => `${start} đến ${end}`,
  join: 'Tham gia qua video',
  manage: 'Xem, thay đổi hoặc hủy cuộc hẹn',
  call: 'Nếu cần giúp đỡ, hãy gọi ',
  english: 'Bản dịch này chưa được người kiểm tra. Toàn bộ email bằng tiếng Anh ở bên dưới.',
};
