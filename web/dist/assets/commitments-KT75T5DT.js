import{A as t,D as i}from"./chunk-3TDWSI35.js";function m(){return t(i,{children:"This screen is being built."})}export{m as default};
