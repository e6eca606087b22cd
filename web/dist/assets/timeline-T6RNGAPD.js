import{C as i,F as e}from"./chunk-PVANXCRS.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
